package org.forumcache.benchmarks.http;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a server is started.
 *
 * @param name for people and file names
 * @param java what follows {@code java}: options of the machine, the program, and its settings
 * @param readyPath a path that answers once the server is ready
 */
public record Launch(String name, List<String> java, String readyPath) {
    /** All servers get the same: no connection is closed in between, and one heap size. */
    private static final List<String> MACHINE = List.of("-Xms512m", "-Xmx512m");

    private static final List<String> SETTINGS =
            List.of("--server.tomcat.max-keep-alive-requests=-1", "--spring.main.banner-mode=off");

    public Launch {
        java = List.copyOf(java);
    }

    /** The forum server as it is shipped. */
    public static Launch forum(String name, Path jar, List<String> settings) {
        return new Launch(name, all(List.of("-jar", jar.toString()), settings), "/actuator/health");
    }

    /** A program of this jar. */
    public static Launch program(String name, Class<?> main, List<String> settings, String readyPath) {
        String path = Objects.requireNonNull(System.getProperty("java.class.path"));
        return new Launch(name, all(List.of("-cp", path, main.getName()), settings), readyPath);
    }

    private static List<String> all(List<String> program, List<String> settings) {
        List<String> all = new ArrayList<>(MACHINE);
        all.addAll(program);
        all.addAll(SETTINGS);
        all.addAll(settings);
        return all;
    }

    /** The same with a recording of the flight recorder, which is written when the server ends. */
    public Launch recorded(Path folder) {
        Path file = folder.resolve(name.replace(' ', '-') + ".jfr").toAbsolutePath();
        List<String> more = new ArrayList<>(java);
        more.add(0, "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file);
        return new Launch(name, more, readyPath);
    }
}
