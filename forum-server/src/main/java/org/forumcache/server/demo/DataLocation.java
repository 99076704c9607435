package org.forumcache.server.demo;

import java.nio.file.Path;

/** Where a database keeps its data, as people say it. */
final class DataLocation {
    private static final String H2 = "jdbc:h2:";
    private static final String IN_MEMORY = "jdbc:h2:mem:";
    private static final String FILE_PREFIX = "file:";
    private static final String FILE_SUFFIX = ".mv.db";

    private DataLocation() {}

    /** The file or the address, without anything that could be a password. */
    static String of(String jdbcUrl) {
        // Settings come after ; (H2) or ? (PostgreSQL), a user's name and password before @.
        String plain = jdbcUrl.split("[;?]", 2)[0].replaceFirst("//[^/@]*@", "//");
        if (plain.startsWith(IN_MEMORY)) {
            return "memory, until the server stops";
        }
        if (!plain.startsWith(H2) || plain.contains("//")) {
            return plain;
        }
        String path = plain.substring(H2.length());
        String file = path.startsWith(FILE_PREFIX) ? path.substring(FILE_PREFIX.length()) : path;
        return Path.of(file.replaceFirst("^~", System.getProperty("user.home")) + FILE_SUFFIX)
                .toAbsolutePath()
                .normalize()
                .toString();
    }
}
