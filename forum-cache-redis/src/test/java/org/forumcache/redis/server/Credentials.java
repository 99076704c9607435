package org.forumcache.redis.server;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A name and a password for a server; both empty where it asks for none, the name alone empty for the default user. */
record Credentials(String user, String password) {
    static final Credentials NONE = new Credentials("", "");

    void presentTo(RespConnection connection) throws IOException {
        if (password.isEmpty()) {
            return;
        }
        if (user.isEmpty()) {
            connection.call("AUTH", password);
        } else {
            connection.call("AUTH", user, password);
        }
    }

    /** What stands before the host in an address. */
    String inUri() {
        return password.isEmpty() ? "" : encode(user) + ":" + encode(password) + "@";
    }

    /** The words of MIGRATE that let it in at the other server. */
    List<String> forMigrate() {
        if (password.isEmpty()) {
            return List.of();
        }
        return user.isEmpty() ? List.of("AUTH", password) : List.of("AUTH2", user, password);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
