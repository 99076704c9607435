package org.forumcache;

import java.util.List;

/**
 * What a backend says of the servers that hold its entries.
 *
 * @param arrangement what they are to each other: {@code standalone}, {@code sentinel} or {@code cluster}
 * @param servers those that are used, or the ones to begin with while none is
 * @param fence {@code off}, {@code holding}, or why it lets nothing be used, in a few words
 */
public record ServersStatus(String arrangement, List<Server> servers, String fence) {

    /** Copies the list. */
    public ServersStatus {
        servers = List.copyOf(servers);
    }

    /**
     * How this process stands with one server.
     *
     * @param name where it is, without credentials
     * @param state {@code up}, or why it is not used, in a few words
     */
    public record Server(String name, String state) {}
}
