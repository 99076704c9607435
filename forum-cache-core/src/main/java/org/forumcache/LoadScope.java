package org.forumcache;

import java.util.function.Supplier;

/** What surrounds the loads whose answers are stored, such as a fresh database transaction. */
public interface LoadScope {
    /** Loads run just where the reader is. */
    LoadScope CALLERS_OWN = new LoadScope() {
        @Override
        public <T> T run(Supplier<T> load) {
            return load.get();
        }
    };

    /**
     * Runs a load, on the calling thread, and returns its answer. The database snapshot that the load reads must begin
     * inside this call, on a database that has every acknowledged write: never on a replica that may lag.
     */
    <T> T run(Supplier<T> load);
}
