-- Begins the set of known categories anew.
-- KEYS[1] the set. ARGV: 1 the member by which it will be recognised.
redis.call('DEL', KEYS[1])
return redis.call('SADD', KEYS[1], ARGV[1])
