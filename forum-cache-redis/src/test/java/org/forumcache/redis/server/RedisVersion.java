package org.forumcache.redis.server;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a server program, such as 7.0.15. */
public record RedisVersion(int major, int minor, int patch) implements Comparable<RedisVersion> {
    private static final Pattern PRINTED = Pattern.compile("\\bv=(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Comparator<RedisVersion> ORDER = Comparator.comparingInt(RedisVersion::major)
            .thenComparingInt(RedisVersion::minor)
            .thenComparingInt(RedisVersion::patch);

    /** Reads what {@code redis-server --version} or {@code valkey-server --version} prints. */
    static RedisVersion parse(String printed) {
        Matcher matcher = PRINTED.matcher(printed);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no version of a Redis server in: " + printed);
        }
        return new RedisVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    public boolean isAtLeast(int atLeastMajor, int atLeastMinor) {
        return compareTo(new RedisVersion(atLeastMajor, atLeastMinor, 0)) >= 0;
    }

    @Override
    public int compareTo(RedisVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
