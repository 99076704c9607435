package org.forumcache.redis;

import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to MGET: a value or {@code null} for each key. */
final class NullableValues extends CommandOutput<String, byte[], List<byte[]>> {

    NullableValues(RedisCodec<String, byte[]> codec) {
        super(codec, new ArrayList<>(2));
    }

    @Override
    @SuppressWarnings("NullAway") // the list holds null for what is not there; Lettuce's types cannot say so
    public void set(@Nullable ByteBuffer bytes) {
        output.add(bytes == null ? null : codec.decodeValue(bytes));
    }
}
