package org.forumcache.server.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The tokens of each address that nobody has, within a minute. An address that has sent too many of them waits until the
 * minute is over; no token of it is looked up meanwhile, and no other address notices.
 *
 * <p>Holds {@value #MAX_ADDRESSES} addresses at the most; beyond that, those that failed least are forgotten. An IPv6
 * network counts as one address, because a single client has all of its addresses. Safe for all threads.
 */
final class FailedTokens {
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int MAX_ADDRESSES = 10_000;

    /** Groups of an IPv6 address that name the network. */
    private static final int NETWORK_GROUPS = 4;

    private final int max;
    private final Ticker ticker;
    private final Cache<String, Minute> minutes;

    FailedTokens(int max, Ticker ticker) {
        this.max = max;
        this.ticker = ticker;
        this.minutes = Caffeine.newBuilder()
                .maximumSize(MAX_ADDRESSES)
                .expireAfterWrite(WINDOW)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** One minute of an address, from its first failure on. */
    private record Minute(long start, AtomicInteger failures) {}

    /** How long an address must wait before its next token is looked up; zero if it need not. */
    Duration waitOf(String address) {
        Minute minute = minutes.getIfPresent(network(address));
        if (minute == null || minute.failures().get() < max) {
            return Duration.ZERO;
        }
        Duration left = WINDOW.minusNanos(ticker.read() - minute.start());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** An address has sent a token that nobody has. */
    void failed(String address) {
        minutes.get(network(address), key -> new Minute(ticker.read(), new AtomicInteger()))
                .failures()
                .incrementAndGet();
    }

    /** How many addresses are held. */
    long size() {
        minutes.cleanUp();
        return minutes.estimatedSize();
    }

    /** The address itself, or the network that an IPv6 address belongs to. */
    private static String network(String given) {
        String address = inFull(given);
        int end = -1;
        for (int group = 0; group < NETWORK_GROUPS; group++) {
            end = address.indexOf(':', end + 1);
            if (end < 0) {
                return address;
            }
        }
        return address.substring(0, end);
    }

    /** In eight groups, as Tomcat writes addresses; a proxy in front of it shortens them. */
    private static String inFull(String address) {
        if (address.indexOf(':') < 0 || (Character.digit(address.charAt(0), 16) < 0 && address.charAt(0) != ':')) {
            return address;
        }
        try {
            // Nothing is looked up: names have no colons.
            return InetAddress.getByName(address).getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
