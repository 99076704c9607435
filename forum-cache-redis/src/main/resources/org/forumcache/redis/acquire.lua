-- Takes the lease of one entry, unless a live value or a live lease is there.
-- KEYS[1] the entry. ARGV: 1 how a live value begins; 2 how a live lease begins; 3 the lease;
-- 4 its life in milliseconds; 5 'none' if a value that is there counts as nothing.
-- Returns {'value', bytes, milliseconds left}, {'busy', head of the lease}, {'granted'} or {'granted', expired value}.
local HEAD, KEEP_AT = 35, 44
local held = redis.pcall('GET', KEYS[1])
local expired, left
if type(held) == 'string' then
  local start = string.sub(held, 1, 19)
  if start == ARGV[2] then
    return {'busy', string.sub(held, 1, HEAD)}
  end
  if start == ARGV[1] and ARGV[5] ~= 'none' and #held >= KEEP_AT + 8 then
    left = redis.call('PTTL', KEYS[1])
    local fresh = left - struct.unpack('>I8', held, KEEP_AT)
    if fresh > 0 then
      return {'value', held, fresh}
    end
    if left > 0 then
      expired = held
    end
  end
end
if expired then
  -- Kept behind the lease, with the time it had left and the lease's life, for whoever gives the lease back.
  local times = struct.pack('>I8>I8', left, ARGV[4])
  redis.call('SET', KEYS[1], ARGV[3] .. times .. expired, 'PX', ARGV[4])
  return {'granted', expired}
end
redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
return {'granted'}
