package org.forumcache.spring;

class StrictOnH2IT extends StrictContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.h2();
    }
}
