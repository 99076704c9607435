package org.forumcache.server.demo;

import java.net.InetAddress;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** Greets on the console, not in the log: people are meant to copy from it. */
@Component
class Greeter implements ApplicationListener<ApplicationReadyEvent> {
    private final DemoSetup setup;
    private final DemoRepository repository;
    private final ServerProperties server;

    Greeter(DemoSetup setup, DemoRepository repository, ServerProperties server) {
        this.setup = setup;
        this.repository = repository;
        this.server = server;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        Integer port = event.getApplicationContext().getEnvironment().getProperty("local.server.port", Integer.class);
        if (port != null) {
            System.out.println(new Greeting(address(port), demo()).text());
        }
    }

    private String address(int port) {
        InetAddress bound = server.getAddress();
        String host = bound == null || bound.isAnyLocalAddress() ? "localhost" : bound.getHostAddress();
        String path = server.getServlet().getContextPath();
        return (Ssl.isEnabled(server.getSsl()) ? "https" : "http")
                + "://"
                + (host.contains(":") ? '[' + host + ']' : host)
                + ':'
                + port
                + (path == null ? "" : path);
    }

    private Optional<Greeting.Demo> demo() {
        if (!setup.isOn()) {
            return Optional.empty();
        }
        String data = DataLocation.of(repository.url());
        return repository
                .threadToTry()
                .map(thread -> new Greeting.Demo(data, thread, setup.token().orElse(null)));
    }
}
