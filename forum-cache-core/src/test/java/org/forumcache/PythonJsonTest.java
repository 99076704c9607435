package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link PythonJson} against texts written by CPython 3.11's {@code json.dumps(value, sort_keys=True)}. */
class PythonJsonTest {

    @Nested
    class WritesAsPythonDoes {
        static Stream<Arguments> valuesAndTexts() {
            return Stream.of(
                    Arguments.of(null, "null"),
                    Arguments.of(true, "true"),
                    Arguments.of(false, "false"),
                    Arguments.of(0, "0"),
                    Arguments.of((byte) -1, "-1"),
                    Arguments.of((short) 300, "300"),
                    Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
                    Arguments.of(new BigInteger("18446744073709551616"), "18446744073709551616"),
                    Arguments.of(new BigInteger("-18446744073709551616"), "-18446744073709551616"),
                    Arguments.of(1.0, "1.0"),
                    Arguments.of(-0.0, "-0.0"),
                    Arguments.of(0.5f, "0.5"),
                    Arguments.of(Double.NaN, "NaN"),
                    Arguments.of(Double.NEGATIVE_INFINITY, "-Infinity"),
                    Arguments.of("", "\"\""),
                    Arguments.of("a/b", "\"a/b\""),
                    Arguments.of("a\"b\\c", "\"a\\\"b\\\\c\""),
                    Arguments.of("\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\""),
                    Arguments.of("\u0000\u000b\u001f\u007f", "\"\\u0000\\u000b\\u001f\\u007f\""),
                    Arguments.of(" ~", "\" ~\""),
                    Arguments.of("é葉", "\"\\u00e9\\u8449\""),
                    Arguments.of("\uD83D\uDE00", "\"\\ud83d\\ude00\""),
                    Arguments.of("\uD83D", "\"\\ud83d\""),
                    Arguments.of("\uDE00\uD83D", "\"\\ude00\\ud83d\""),
                    Arguments.of(List.of(), "[]"),
                    Arguments.of(Map.of(), "{}"),
                    Arguments.of(Arrays.asList(1, null, "x"), "[1, null, \"x\"]"),
                    Arguments.of(new Object[] {"b", "a"}, "[\"b\", \"a\"]"),
                    Arguments.of(List.of(List.of(Map.of("a", List.of(1.5)))), "[[{\"a\": [1.5]}]]"),
                    Arguments.of(mapOf("b", 1, "a", 2), "{\"a\": 2, \"b\": 1}"),
                    Arguments.of(mapOf("ab", 1, "a", 2), "{\"a\": 2, \"ab\": 1}"),
                    Arguments.of(mapOf("a", 1, "", 2), "{\"\": 2, \"a\": 1}"),
                    Arguments.of(mapOf("a", 1, "B", 2), "{\"B\": 2, \"a\": 1}"));
        }

        @ParameterizedTest
        @MethodSource("valuesAndTexts")
        void everyKindOfValue(Object value, String text) {
            assertThat(PythonJson.dumps(value)).isEqualTo(text);
        }

        @Test
        void keysInTheOrderOfTheirCodePointsNotOfTheirUtf16Units() {
            Map<String, ?> map = mapOf("\uD83D\uDE00", 2, "\uFFEE", 1);

            assertThat(PythonJson.dumps(map)).isEqualTo("{\"\\uffee\": 1, \"\\ud83d\\ude00\": 2}");
        }

        @Test
        void keysThatShareTheirFirstCodePointsByTheNext() {
            Map<String, ?> map = mapOf("\uD83D\uDE00\uD83D\uDE00", 2, "\uD83D\uDE00\uFFEE", 1);

            assertThat(PythonJson.dumps(map))
                    .isEqualTo("{\"\\ud83d\\ude00\\uffee\": 1, \"\\ud83d\\ude00\\ud83d\\ude00\": 2}");
        }

        @Test
        void keysWithLoneSurrogatesBelowThoseAboveThem() {
            Map<String, ?> map = mapOf("\uE000", 3, "\uDC00", 2, "\uD800", 1);

            assertThat(PythonJson.dumps(map)).isEqualTo("{\"\\ud800\": 1, \"\\udc00\": 2, \"\\ue000\": 3}");
        }

        @Test
        void everyUtf16Unit() {
            StringBuilder all = new StringBuilder();
            for (int unit = 0; unit <= 0xFFFF; unit++) {
                all.append((char) unit);
            }

            String text = PythonJson.dumps(all.toString());

            // hashlib.sha256(json.dumps("".join(map(chr, range(65536)))).encode()).hexdigest()
            assertThat(sha256(text)).isEqualTo("1d673810d2fbf405ae11f52e54e00357f0cc16018c1f0ac8f0ed3865f2ce0ecd");
        }

        @Test
        void thousandsOfKeysFromBothSidesOfTheSurrogates() {
            Map<String, Integer> map = new HashMap<>();
            for (int codePoint = 0; codePoint < 0x3000; codePoint += 7) {
                map.put(Character.toString(codePoint), codePoint);
            }
            for (int codePoint = 0xD700; codePoint < 0x11000; codePoint += 3) {
                map.put(Character.toString(codePoint), codePoint);
            }

            String text = PythonJson.dumps(map);

            // json.dumps({chr(i): i for i in [*range(0, 0x3000, 7), *range(0xd700, 0x11000, 3)]}, sort_keys=True)
            assertThat(sha256(text)).isEqualTo("b5f730089f4902c27a4867e2f4684a0b97578c9a14652b3e234588a3db18fa2f");
        }

        @Test
        void integersOfThe4300DigitsThatPythonStillWrites() {
            String digits = "9".repeat(4300);

            assertThat(PythonJson.dumps(new BigInteger(digits))).isEqualTo(digits);
            assertThat(PythonJson.dumps(new BigInteger("-" + digits))).isEqualTo("-" + digits);
        }

        @Test
        void twoHundredLevelsOfNesting() {
            assertThat(PythonJson.dumps(nested(200))).isEqualTo("[".repeat(200) + 1 + "]".repeat(200));
        }
    }

    @Nested
    class Refuses {
        static Stream<Object> unwritableValues() {
            return Stream.of(
                    Set.of("a"),
                    Instant.EPOCH,
                    new BigDecimal("1.0"),
                    new AtomicInteger(1),
                    Optional.of("a"),
                    UUID.fromString("00000000-0000-0000-0000-000000000000"),
                    'a',
                    new int[] {1},
                    new Object(),
                    List.of(Set.of()),
                    Map.of("nested", Map.of("set", Set.of())));
        }

        @ParameterizedTest
        @MethodSource("unwritableValues")
        void whatHasNoJsonForm(Object value) {
            assertThatThrownBy(() -> PythonJson.dumps(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no JSON form");
        }

        @Test
        void keysThatAreNotStrings() {
            assertThatThrownBy(() -> PythonJson.dumps(Map.of(1, "a")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("key");
            assertThatThrownBy(() -> PythonJson.dumps(Collections.singletonMap(null, "a")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("key");
        }

        @Test
        void integersThatPythonRefusesToWrite() {
            BigInteger tooLong = new BigInteger("1" + "0".repeat(4300));

            assertThatThrownBy(() -> PythonJson.dumps(tooLong)).hasMessageContaining("4300");
            assertThatThrownBy(() -> PythonJson.dumps(tooLong.negate())).hasMessageContaining("4300");
        }

        @Test
        void deeperNesting() {
            assertThatThrownBy(() -> PythonJson.dumps(nested(201)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("deep");
        }

        @Test
        void circles() {
            List<Object> list = new ArrayList<>();
            list.add(list);
            Map<String, Object> map = new HashMap<>();
            map.put("self", map);

            assertThatThrownBy(() -> PythonJson.dumps(list)).hasMessageContaining("circular");
            assertThatThrownBy(() -> PythonJson.dumps(map)).hasMessageContaining("circular");
        }
    }

    private static Object nested(int levels) {
        Object value = 1;
        for (int i = 0; i < levels; i++) {
            value = List.of(value);
        }
        return value;
    }

    private static Map<String, Object> mapOf(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Sha256.digest().digest(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
