package org.forumcache.spring;

class DurableInvalidationOnH2IT extends DurableInvalidationContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.h2();
    }

    @Override
    void refuseRecords() {
        database.execute("alter table cache_invalidation add constraint disk_full check (format = 2)");
    }
}
