-- Ends a group's generation, whoever began it.
-- KEYS[1] the generation. ARGV: 1 how a valid one begins; 2 the next one; 3 its life in milliseconds.
local start = redis.pcall('GETRANGE', KEYS[1], 0, 18)
if start ~= ARGV[1] or redis.pcall('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]).err then
  -- Absence is always safe, a full memory allows it, and only a generation that was made known first may begin.
  redis.call('DEL', KEYS[1])
end
return 1
