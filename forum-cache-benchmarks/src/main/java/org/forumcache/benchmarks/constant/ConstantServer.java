package org.forumcache.benchmarks.constant;

import java.net.URI;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Spring Boot's Tomcat with nothing in it but a servlet that writes the answers of another server as constants. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
public class ConstantServer {

    /** Starts it; {@code --constant.origin} is the address of the other server. */
    public static void main(String[] arguments) {
        SpringApplication.run(ConstantServer.class, arguments);
    }

    @Bean
    ServletRegistrationBean<ConstantServlet> constants(Environment environment) {
        URI origin = environment.getRequiredProperty("constant.origin", URI.class);
        return new ServletRegistrationBean<>(new ConstantServlet(origin), "/*");
    }
}
