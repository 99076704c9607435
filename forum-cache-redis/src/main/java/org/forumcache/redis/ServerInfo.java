package org.forumcache.redis;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a server says of itself in answer to INFO.
 *
 * @param fields each line's name and value
 */
record ServerInfo(Map<String, String> fields) {

    static ServerInfo parse(String answer) {
        return new ServerInfo(answer.lines()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].strip(), (first, second) -> second)));
    }

    /**
     * Stays the same for as long as the server cannot have lost anything: the run id changes when it starts, the
     * replication id when it has been a replica; also when its first replica comes, or an hour after the last one left.
     */
    Seal identity() {
        return Seal.hashOf(runId() + ' ' + replication());
    }

    /** Whether the answer holds what identifies a server. */
    boolean isIdentified() {
        return !runId().isEmpty() && !replication().isEmpty();
    }

    String runId() {
        return field("run_id");
    }

    /** Whether this later and shorter answer is from a server that has lost nothing since the earlier one. */
    boolean continues(ServerInfo earlier) {
        return isMaster() && replication().equals(earlier.replication());
    }

    boolean isMaster() {
        return field("role").equals("master");
    }

    boolean isInCluster() {
        return field("cluster_enabled").equals("1");
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    private String replication() {
        return field("master_replid");
    }
}
