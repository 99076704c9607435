package org.forumcache.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One command that concerns one key, or keys that one server holds; it can be sent again, to another server.
 *
 * @param key decides which server is asked
 * @param arguments made for the very server that is asked: what one server believes, another must not
 * @param script the script it calls, or {@code null}
 * @param ofAnotherType what it answers if another program keeps something else under the key; {@code null} if that
 *     cannot be
 */
record Request<T>(
        String key,
        CommandType type,
        Arguments arguments,
        Function<RedisCodec<String, byte[]>, CommandOutput<String, byte[], T>> output,
        @Nullable Script script,
        @Nullable T ofAnotherType) {
    private static final byte[] UNREADABLE = {};

    /** Adds a command's arguments. */
    @FunctionalInterface
    interface Arguments {
        void addTo(CommandArgs<String, byte[]> args, Link link);
    }

    /** The values that a script is called with. */
    @FunctionalInterface
    interface Values {
        byte[][] on(Link link);
    }

    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE);

    static Request<byte[]> get(String key) {
        return new Request<>(
                key, CommandType.GET, (args, link) -> args.addKey(key), ValueOutput::new, null, UNREADABLE);
    }

    static Request<List<byte[]>> mget(String first, String second) {
        return new Request<>(
                first,
                CommandType.MGET,
                (args, link) -> args.addKey(first).addKey(second),
                NullableValues::new,
                null,
                null);
    }

    static Request<byte[]> set(String key, Function<Link, byte[]> value) {
        Arguments arguments = (args, link) -> args.addKey(key).addValue(value.apply(link));
        return new Request<>(key, CommandType.SET, arguments, ValueOutput::new, null, null);
    }

    static Request<byte[]> set(String key, Function<Link, byte[]> value, long lifeMillis) {
        Arguments arguments = (args, link) ->
                args.addKey(key).addValue(value.apply(link)).add("PX").add(lifeMillis);
        return new Request<>(key, CommandType.SET, arguments, ValueOutput::new, null, null);
    }

    /** Keys that one server holds in one slot, or any keys of a server that is no cluster's. */
    static Request<Long> unlink(Collection<String> keys) {
        String first = keys.iterator().next();
        return new Request<>(
                first, CommandType.UNLINK, (args, link) -> args.addKeys(keys), IntegerOutput::new, null, null);
    }

    static Request<Long> isMember(String key, Function<Link, byte[]> member) {
        Arguments arguments = (args, link) -> args.addKey(key).addValue(member.apply(link));
        return new Request<>(key, CommandType.SISMEMBER, arguments, IntegerOutput::new, null, 0L);
    }

    /** A script that answers with bytes. */
    static Request<byte[]> bytes(Script script, String key, Values values) {
        return called(script, key, ValueOutput::new, values);
    }

    /** A script that answers with a number. */
    static Request<Long> number(Script script, String key, Values values) {
        return called(script, key, IntegerOutput::new, values);
    }

    /** A script that answers with several things. */
    static Request<List<Object>> list(Script script, String key, Values values) {
        return called(script, key, NestedMultiOutput::new, values);
    }

    private static <T> Request<T> called(
            Script script,
            String key,
            Function<RedisCodec<String, byte[]>, CommandOutput<String, byte[], T>> output,
            Values values) {
        return new Request<>(
                key,
                CommandType.EVALSHA,
                (args, link) -> args.add(1).addKey(key).addValues(values.on(link)),
                output,
                script,
                null);
    }

    /** The command, to be sent once. */
    AsyncCommand<String, byte[], T> commandFor(Link link) {
        CommandArgs<String, byte[]> args = new CommandArgs<>(CODEC);
        if (script != null) {
            args.add(script.digest());
        }
        return command(type, args, link);
    }

    /** The command for a server that has forgotten the script: with the script itself, which it will then know. */
    AsyncCommand<String, byte[], T> commandWithSource(Script forgotten, Link link) {
        return command(CommandType.EVAL, new CommandArgs<>(CODEC).add(forgotten.source()), link);
    }

    private AsyncCommand<String, byte[], T> command(CommandType sent, CommandArgs<String, byte[]> args, Link link) {
        arguments.addTo(args, link);
        return new AsyncCommand<>(new Command<>(sent, output.apply(CODEC), args));
    }

    @Override
    public String toString() {
        return script == null ? type + " " + key : script + " " + key;
    }
}
