-- What a search looks through, folded to lower case.
create view searchable_text as
select id as thread_id, lower(title) as folded from thread
union all
select thread_id, lower(content) as folded from post;
