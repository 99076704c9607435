package org.forumcache.server.demo;

import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.forumcache.server.user.AdministratorTokens;
import org.forumcache.server.user.Bootstrap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Prepares the demo before the first request, so that the cache holds nothing older: the forum itself, and a token that
 * lets an administrator in for the time of this run. Only the hash of the token is stored; what earlier runs left of
 * theirs is deleted.
 */
@Component
class DemoSetup implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DemoSetup.class);
    private static final String PURPOSE = "demo";
    private static final int TOKEN_BYTES = 24;

    private final DemoInstaller installer;
    private final AdministratorTokens tokens;
    private final Bootstrap bootstrap;
    private final RandomGenerator random;
    private volatile boolean running;
    private volatile boolean on;
    private volatile @Nullable String token;

    DemoSetup(DemoInstaller installer, AdministratorTokens tokens, Bootstrap bootstrap, RandomGenerator random) {
        this.installer = installer;
        this.tokens = tokens;
        this.bootstrap = bootstrap;
        this.random = random;
    }

    /** Whether this run shows the demo forum. */
    boolean isOn() {
        return on;
    }

    /** The administrator's token made for this run; none without the demo, or if one is configured. */
    Optional<String> token() {
        return Optional.ofNullable(token);
    }

    @Override
    public void start() {
        tokens.withdraw(PURPOSE);
        on = installer.install();
        if (on && !bootstrap.hasToken()) {
            String made = newToken();
            tokens.issue(PURPOSE, made);
            token = made;
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        token().ifPresent(this::withdraw);
        token = null;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Below the web server's phases: done before the first request, undone after the last. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void withdraw(String ended) {
        try {
            tokens.withdrawToken(ended);
        } catch (DataAccessException | TransactionException e) {
            log.warn("The demo's token stays valid until the next start: {}", e.getMessage());
        }
    }

    private String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
