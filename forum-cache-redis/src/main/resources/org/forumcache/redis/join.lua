-- Makes a category known to whoever invalidates all of them.
-- KEYS[1] the set of known categories. ARGV: 1 the member by which this set is recognised; 2 the category;
-- 3 how many are too many.
-- Returns 0, and adds nothing, if the set is not the one meant: it was evicted, or is of another epoch.
if redis.pcall('SISMEMBER', KEYS[1], ARGV[1]) ~= 1 then
  return 0
end
if redis.call('SCARD', KEYS[1]) > tonumber(ARGV[3]) then
  -- Somebody makes categories up: what is lost is noticed, and begins anew.
  redis.call('DEL', KEYS[1])
  return 0
end
redis.call('SADD', KEYS[1], ARGV[2])
return 1
