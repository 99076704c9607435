package org.forumcache.spring;

import java.util.function.Supplier;
import org.forumcache.redis.RedisSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Makes {@link RedisSettings} of the settings {@code forum.cache.redis.*}. */
final class RedisSettingsFactory {
    private final ForumCacheProperties.Redis properties;
    private final @Nullable SslBundles bundles;

    RedisSettingsFactory(ForumCacheProperties.Redis properties, @Nullable SslBundles bundles) {
        this.properties = properties;
        this.bundles = bundles;
    }

    /**
     * The settings.
     *
     * @throws UnfitSettingException if one of them cannot be used
     */
    RedisSettings settings() {
        RedisSettings located = checked("uri", () -> RedisSettings.at(properties.uri()));
        RedisSettings bounded = checked("timeout", () -> located.withTimeout(properties.timeout()));
        RedisSettings named = checked("schema", () -> bounded.withSchema(properties.schema()));
        return properties.sslBundle().isBlank() ? named : checked("ssl-bundle", () -> secured(named));
    }

    private RedisSettings secured(RedisSettings settings) {
        if (!properties.uri().strip().startsWith("rediss")) {
            throw new IllegalArgumentException("a bundle is used with TLS only; let forum.cache.redis.uri begin with"
                    + " rediss, or remove this setting");
        }
        SslBundle bundle = bundle();
        try {
            RedisSettings secured = settings;
            if (bundle.getStores().getTrustStore() != null) {
                secured = secured.trusting(bundle.getManagers().getTrustManagerFactory());
            }
            if (bundle.getStores().getKeyStore() != null) {
                secured = secured.identifiedBy(bundle.getManagers().getKeyManagerFactory());
            }
            return secured;
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("this bundle cannot be used: " + e.getMessage(), e);
        }
    }

    private SslBundle bundle() {
        String name = properties.sslBundle();
        String unknown = "there is no SSL bundle " + name + "; define spring.ssl.bundle.pem." + name
                + ".* or spring.ssl.bundle.jks." + name + ".*, or correct the name";
        if (bundles == null) {
            throw new IllegalArgumentException(unknown);
        }
        try {
            return bundles.getBundle(name);
        } catch (NoSuchSslBundleException e) {
            throw new IllegalArgumentException(unknown, e);
        }
    }

    private static RedisSettings checked(String setting, Supplier<RedisSettings> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw new UnfitSettingException("forum.cache.redis." + setting, e);
        }
    }
}
