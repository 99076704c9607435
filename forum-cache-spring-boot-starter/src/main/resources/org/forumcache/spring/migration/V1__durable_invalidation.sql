-- What writes have made outdated, until a shared cache has been told. One row a write; deleted once it is applied.
CREATE TABLE cache_invalidation (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- 1: names separated by white space. Who does not know a row's format leaves the row alone.
    format SMALLINT NOT NULL,
    entry_keys TEXT NOT NULL,
    entry_groups TEXT NOT NULL,
    -- Only to report an age; nothing is decided by it.
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL
);

-- What all processes must agree on where the cache is strict: the epoch, the Redis servers, and since when. One row.
CREATE TABLE cache_fence (
    id SMALLINT PRIMARY KEY CHECK (id = 1),
    epoch VARCHAR(32) NOT NULL,
    servers VARCHAR(32) NOT NULL,
    term VARCHAR(32) NOT NULL
);
