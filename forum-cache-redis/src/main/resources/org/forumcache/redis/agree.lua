-- Lets all who ask at once agree on one token: the one that is there, or else the asker's.
-- KEYS[1] the token's place. ARGV: 1 how a valid one begins; 2 the asker's token, with that beginning;
-- 3 a token that is no longer wanted, or ''; 4 the life of a new one in milliseconds, or '' for ever. Returns the token that is there now.
local held = redis.pcall('GET', KEYS[1])
if type(held) == 'string' and #held == 35
    and string.sub(held, 1, 19) == ARGV[1] and string.sub(held, 20, 35) ~= ARGV[3] then
  return held
end
if ARGV[4] == '' then
  redis.call('SET', KEYS[1], ARGV[2])
else
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[4])
end
return ARGV[2]
