package org.forumcache.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The reference forum as an application. Its accounts come from its own tables, not from Spring's default user. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class ForumServer {

    /** Starts the forum; settings come as {@code --name=value}. */
    public static void main(String[] args) {
        SpringApplication.run(ForumServer.class, args);
    }
}
