-- Trigram indexes serve "contains", which a search asks for. The extension is trusted: the owner of the database
-- may create it.
create extension if not exists pg_trgm;

-- Folds to lower case by Unicode's rules whatever locale the database was made with, as H2 and Java do.
do $$
begin
    if exists (select from pg_collation where collname = 'und-x-icu') then
        create function forum_fold(text) returns text language sql immutable parallel safe strict
            return lower($1 collate "und-x-icu");
    else
        create function forum_fold(text) returns text language sql immutable parallel safe strict
            return lower($1);
    end if;
end
$$;

create index thread_search on thread using gin (forum_fold(title) gin_trgm_ops);
create index post_search on post using gin (forum_fold(content) gin_trgm_ops);

-- What a search looks through, folded to lower case.
create view searchable_text as
select id as thread_id, forum_fold(title) as folded from thread
union all
select thread_id, forum_fold(content) as folded from post;
