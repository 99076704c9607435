-- The tables of the forum, in SQL that H2 and PostgreSQL both understand.
-- Lengths are twice the limits of the API: H2 counts UTF-16 units, the API counts characters.

create table forum_user (
    id         uuid                        not null primary key,
    username   varchar(100)                not null unique,
    avatar_url varchar(1000),
    role       varchar(10)                 not null check (role in ('member', 'admin')),
    created_at timestamp(6) with time zone not null
);

-- Tokens are never stored: a row holds the SHA-256 of one in lower-case hexadecimal (64 digits).
-- The first 16 of them find it; the whole is compared in constant time.
create table access_token (
    id          uuid                        not null primary key,
    user_id     uuid                        not null references forum_user (id) on delete cascade,
    hash_prefix varchar(16)                 not null,
    hash        varchar(64)                 not null unique,
    created_at  timestamp(6) with time zone not null
);
create index access_token_by_prefix on access_token (hash_prefix);
create index access_token_by_user on access_token (user_id);

-- The counts are refreshed on a schedule; a thread's own counters are exact at every moment.
create table category (
    id            uuid                        not null primary key,
    slug          varchar(255)                not null unique,
    name          varchar(200)                not null,
    description   varchar(2000)               not null default '',
    parent_id     uuid references category (id),
    icon          varchar(200),
    display_order integer                     not null default 0,
    thread_count  bigint                      not null default 0,
    post_count    bigint                      not null default 0,
    created_at    timestamp(6) with time zone not null
);
create index category_by_parent on category (parent_id);

-- post_count includes the opening post. excerpt is the beginning of the opening post, kept here so that a list
-- does not read the posts.
create table thread (
    id               uuid                        not null primary key,
    slug             varchar(255)                not null unique,
    title            varchar(400)                not null,
    excerpt          varchar(400)                not null,
    category_id      uuid                        not null references category (id),
    author_id        uuid                        not null references forum_user (id),
    post_count       bigint                      not null default 0,
    view_count       bigint                      not null default 0,
    created_at       timestamp(6) with time zone not null,
    updated_at       timestamp(6) with time zone not null,
    last_activity_at timestamp(6) with time zone not null
);
create index thread_by_author on thread (author_id);

-- One pair of indexes for each order of a list, read forwards or backwards; the id makes every order total.
create index thread_by_creation on thread (created_at, id);
create index thread_by_activity on thread (last_activity_at, id);
create index thread_by_posts on thread (post_count, id);
create index thread_by_views on thread (view_count, id);
create index thread_in_category_by_creation on thread (category_id, created_at, id);
create index thread_in_category_by_activity on thread (category_id, last_activity_at, id);
create index thread_in_category_by_posts on thread (category_id, post_count, id);
create index thread_in_category_by_views on thread (category_id, view_count, id);

create table thread_tag (
    thread_id uuid        not null references thread (id) on delete cascade,
    tag       varchar(40) not null,
    primary key (thread_id, tag)
);
create index thread_tag_by_tag on thread_tag (tag, thread_id);

-- opening marks the post that a thread begins with; there is exactly one in each.
create table post (
    id         uuid                        not null primary key,
    thread_id  uuid                        not null references thread (id) on delete cascade,
    author_id  uuid                        not null references forum_user (id),
    opening    boolean                     not null default false,
    content    varchar(100000)             not null,
    created_at timestamp(6) with time zone not null,
    updated_at timestamp(6) with time zone not null
);
create index post_in_thread on post (thread_id, created_at, id);
create index post_by_author on post (author_id);

create table reaction (
    post_id    uuid                        not null references post (id) on delete cascade,
    user_id    uuid                        not null references forum_user (id) on delete cascade,
    kind       varchar(10)                 not null check (kind in ('like', 'helpful', 'love')),
    created_at timestamp(6) with time zone not null,
    primary key (post_id, user_id, kind)
);
create index reaction_by_user on reaction (user_id);
