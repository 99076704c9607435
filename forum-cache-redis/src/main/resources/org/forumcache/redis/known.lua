-- The categories that have a generation.
-- KEYS[1] the set of known categories. ARGV: 1 the member by which this set is recognised; 2 how many are too many.
-- Returns the members, that one included; nothing if the set is not the one meant, or has too many.
if redis.pcall('SISMEMBER', KEYS[1], ARGV[1]) ~= 1 or redis.call('SCARD', KEYS[1]) > tonumber(ARGV[2]) then
  return {}
end
return redis.call('SMEMBERS', KEYS[1])
