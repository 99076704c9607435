package org.forumcache.spring;

class StrictOnPostgresIT extends StrictContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgres();
    }
}
