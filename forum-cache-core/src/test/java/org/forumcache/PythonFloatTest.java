package org.forumcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link PythonFloat} against numbers written by CPython 3.11: their bits, a tab, their {@code repr}. */
class PythonFloatTest {
    @Test
    void writesEveryNumberAsPythonDoes() throws IOException {
        List<String> lines = Resources.lines("python-floats.tsv");

        assertThat(lines).hasSize(600).allSatisfy(line -> {
            String[] bitsAndRepr = line.split("\t", -1);
            double number = Double.longBitsToDouble(Long.parseUnsignedLong(bitsAndRepr[0], 16));
            assertThat(PythonFloat.repr(number)).isEqualTo(bitsAndRepr[1]);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1.0, 1.0",
        "100.0, 100.0",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1e-7, 1e-07",
        "1e-10, 1e-10",
        "9999999999999998.0, 9999999999999998.0",
        "1e16, 1e+16",
        "1.5e300, 1.5e+300",
        "2e-323, 2e-323",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "2.0e-3, 0.002",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity"
    })
    void writesPlainAndScientificFormsWherePythonDoes(double number, String expected) {
        assertThat(PythonFloat.repr(number)).isEqualTo(expected);
    }

    @Property
    void readsBackAsTheSameNumber(@ForAll("allDoubles") double number) {
        assertThat(Double.parseDouble(PythonFloat.repr(number))).isEqualTo(number);
    }

    @Property
    void hasNoMoreDigitsThanJavaWrites(@ForAll("allDoubles") double number) {
        assertThat(significantDigits(PythonFloat.repr(number)))
                .isLessThanOrEqualTo(significantDigits(Double.toString(number)));
    }

    @Provide
    Arbitrary<Double> allDoubles() {
        Arbitrary<Double> ofAnyBits =
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
        Arbitrary<Double> ofFewDigits = Arbitraries.doubles().ofScale(4);
        return Arbitraries.oneOf(ofAnyBits, ofFewDigits);
    }

    private static int significantDigits(String text) {
        String digits = text.replaceFirst("[eE].*", "").replaceAll("[^0-9]", "").replaceFirst("^0+", "");
        return Math.max(1, digits.replaceFirst("0+$", "").length());
    }
}
