package org.forumcache.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** The command line of all measurements. */
@Command(
        name = "forum-cache-benchmarks",
        description = "Measures the cache. Progress goes to the standard error, the figures to the standard output.",
        subcommands = {
            Jmh.class,
            Invalidate.class,
            InvalidateChild.class,
            Contracts.class,
            RedisHit.class,
            RedisInvalidate.class,
            RedisHerd.class,
            HerdReaders.class,
            RedisBytes.class,
            Bytes.class,
            Consistency.class,
            Http.class,
            Replay.class,
            Crawl.class
        })
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine all = new CommandLine(new Benchmarks());
        addHelp(all);
        all.getSubcommands().values().forEach(Benchmarks::addHelp);
        return all;
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Says how to use this.")
                        .build());
    }
}
