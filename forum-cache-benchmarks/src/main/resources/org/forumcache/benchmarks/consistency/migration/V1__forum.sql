create table category (
    id integer primary key,
    version integer not null
);

-- A deleted thread keeps its row, so that its version goes on counting when it is created again.
create table thread (
    id integer primary key,
    listed integer not null,
    reactions integer not null,
    category integer references category (id)
);
