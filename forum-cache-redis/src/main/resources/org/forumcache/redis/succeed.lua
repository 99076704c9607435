-- Stores a value in the place of one very lease or one very value, under the seal that is there.
-- KEYS[1] the entry. ARGV: 1 the form expected, 'L' or 'V'; 2 its token; 3 the value from its stamp on;
-- 4 its life in milliseconds. Returns 1 if it was there.
local held = redis.pcall('GETRANGE', KEYS[1], 0, 34)
if type(held) ~= 'string' or string.sub(held, 3, 3) ~= ARGV[1] or string.sub(held, 20, 35) ~= ARGV[2] then
  return 0
end
redis.call('SET', KEYS[1], string.sub(held, 1, 2) .. 'V' .. string.sub(held, 4, 19) .. ARGV[3], 'PX', ARGV[4])
return 1
