package org.forumcache.server.user;

import java.util.regex.Pattern;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Makes the configured administrator's token valid before the first request. */
@Component
public class Bootstrap implements SmartLifecycle {
    private static final String PURPOSE = "bootstrap";
    private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9._~+/-]{16,256}=*");

    private final BootstrapSettings settings;
    private final AdministratorTokens tokens;
    private volatile boolean running;

    Bootstrap(BootstrapSettings settings, AdministratorTokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    /** Whether there is a configured token. */
    public boolean hasToken() {
        String token = settings.adminToken();
        return token != null && !token.isEmpty();
    }

    @Override
    public void start() {
        String token = settings.adminToken();
        if (token != null && !token.isEmpty()) {
            // The message says nothing of the token: start-up errors end up in logs.
            if (!SENDABLE.matcher(token).matches()) {
                throw new UnfitTokenException();
            }
            tokens.issue(PURPOSE, token);
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Below the web server's phases: done before the first request. */
    @Override
    public int getPhase() {
        return 0;
    }
}
