package org.forumcache.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One command that concerns one key, or keys that one server holds; it can be sent again, to another server.
 *
 * @param key decides which server is asked
 * @param script the script it calls, or {@code null}
 * @param ofAnotherType what it answers if another program keeps something else under the key; {@code null} if that
 *     cannot be
 */
record Request<T>(
        String key,
        CommandType type,
        Consumer<CommandArgs<String, byte[]>> arguments,
        Function<RedisCodec<String, byte[]>, CommandOutput<String, byte[], T>> output,
        @Nullable Script script,
        @Nullable T ofAnotherType) {
    private static final byte[] UNREADABLE = {};

    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE);

    static Request<byte[]> get(String key) {
        return new Request<>(key, CommandType.GET, args -> args.addKey(key), ValueOutput::new, null, UNREADABLE);
    }

    static Request<List<byte[]>> mget(String first, String second) {
        return new Request<>(
                first, CommandType.MGET, args -> args.addKey(first).addKey(second), NullableValues::new, null, null);
    }

    static Request<byte[]> set(String key, byte[] value) {
        return new Request<>(
                key, CommandType.SET, args -> args.addKey(key).addValue(value), ValueOutput::new, null, null);
    }

    static Request<byte[]> set(String key, byte[] value, long lifeMillis) {
        Consumer<CommandArgs<String, byte[]>> arguments =
                args -> args.addKey(key).addValue(value).add("PX").add(lifeMillis);
        return new Request<>(key, CommandType.SET, arguments, ValueOutput::new, null, null);
    }

    /** Keys that one server holds in one slot, or any keys of a server that is no cluster's. */
    static Request<Long> unlink(Collection<String> keys) {
        String first = keys.iterator().next();
        return new Request<>(first, CommandType.UNLINK, args -> args.addKeys(keys), IntegerOutput::new, null, null);
    }

    static Request<List<byte[]>> members(String key) {
        return new Request<>(
                key, CommandType.SMEMBERS, args -> args.addKey(key), ValueListOutput::new, null, List.of());
    }

    static Request<Long> isMember(String key, byte[] member) {
        return new Request<>(
                key, CommandType.SISMEMBER, args -> args.addKey(key).addValue(member), IntegerOutput::new, null, 0L);
    }

    /** A script that answers with bytes. */
    static Request<byte[]> bytes(Script script, String key, byte[]... values) {
        return called(script, key, ValueOutput::new, values);
    }

    /** A script that answers with a number. */
    static Request<Long> number(Script script, String key, byte[]... values) {
        return called(script, key, IntegerOutput::new, values);
    }

    /** A script that answers with several things. */
    static Request<List<Object>> list(Script script, String key, byte[]... values) {
        return called(script, key, NestedMultiOutput::new, values);
    }

    private static <T> Request<T> called(
            Script script,
            String key,
            Function<RedisCodec<String, byte[]>, CommandOutput<String, byte[], T>> output,
            byte[]... values) {
        return new Request<>(
                key, CommandType.EVALSHA, args -> args.add(1).addKey(key).addValues(values), output, script, null);
    }

    /** The command, to be sent once. */
    AsyncCommand<String, byte[], T> command() {
        CommandArgs<String, byte[]> args = new CommandArgs<>(CODEC);
        if (script != null) {
            args.add(script.digest());
        }
        return command(type, args);
    }

    /** The command for a server that has forgotten the script: with the script itself, which it will then know. */
    AsyncCommand<String, byte[], T> commandWithSource(Script forgotten) {
        return command(CommandType.EVAL, new CommandArgs<>(CODEC).add(forgotten.source()));
    }

    private AsyncCommand<String, byte[], T> command(CommandType sent, CommandArgs<String, byte[]> args) {
        arguments.accept(args);
        return new AsyncCommand<>(new Command<>(sent, output.apply(CODEC), args));
    }

    @Override
    public String toString() {
        return script == null ? type + " " + key : script + " " + key;
    }
}
