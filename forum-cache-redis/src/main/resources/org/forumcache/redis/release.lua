-- Gives one very lease back: its place is empty again, or holds the expired value that was kept behind the lease.
-- KEYS[1] the entry. ARGV: 1 the lease's token. Returns 1 if the lease was there.
local HEAD = 35
local held = redis.pcall('GET', KEYS[1])
if type(held) ~= 'string' or string.sub(held, 3, 3) ~= 'L' or string.sub(held, 20, HEAD) ~= ARGV[1] then
  return 0
end
if #held > HEAD + 16 then
  local left, life = struct.unpack('>I8>I8', held, HEAD + 1)
  left = left - (life - redis.call('PTTL', KEYS[1]))
  if left > 0 then
    redis.call('SET', KEYS[1], string.sub(held, HEAD + 17), 'PX', left)
    return 1
  end
end
redis.call('DEL', KEYS[1])
return 1
