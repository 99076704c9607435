package org.forumcache.server.demo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the console shows once the server is ready.
 *
 * @param address where the server answers, such as {@code http://localhost:8080}
 * @param demo what to try, if the demo forum is there
 */
record Greeting(String address, Optional<Demo> demo) {

    /**
     * The demo forum as somebody meets it first.
     *
     * @param data where it lies
     * @param thread the slug of a thread to try it with
     * @param token the administrator's token of this run, or {@code null} if one is configured
     */
    record Demo(String data, String thread, @Nullable String token) {}

    /** One line without the demo; with it also what to try, in lines that a shell understands as they are. */
    String text() {
        return demo.map(this::invitation).orElseGet(() -> "Forum Cache is ready: " + address);
    }

    private String invitation(Demo demo) {
        String page = address + "/api/threads/" + demo.thread();
        return """

                Forum Cache is ready: %s

                This is a demo: a forum about plants, all of it made up. Its data lies in
                    %s

                1. A miss: read from the database, as the header X-Cache says.

                    curl -i -w '\\n' %s

                2. A hit: the same once more, from memory.

                    curl -i -w '\\n' %s

                3. A write that is visible at once: the page is a miss again, and ends with your reply.

                    curl -H 'Content-Type: application/json' -d '{"content": "Mine is doing fine."}' \\
                      -H "Authorization: Bearer %s" -w '\\n' \\
                      %s/posts
                    curl -i -w '\\n' %s

                %s
                """.formatted(address, demo.data(), page, page, bearer(demo), page, page, aboutToken(demo));
    }

    private static String bearer(Demo demo) {
        return demo.token() == null ? "$TOKEN" : demo.token();
    }

    private static String aboutToken(Demo demo) {
        if (demo.token() == null) {
            return "TOKEN stands for the administrator's token that you have configured: TOKEN='...'";
        }
        return "The administrator's token, valid for this run and stored only as a hash:\n    " + demo.token();
    }
}
