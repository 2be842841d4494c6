package dev.gembourse.gateway.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowTest {

    @Test
    void whatEndsAFieldIsQuotedAndQuotesAreDoubled() {
        assertThat(CsvRow.of("plain", "a,b", "say \"hi\"", "two\nlines", "cr\rlf", "")
                        .text())
                .isEqualTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"cr\rlf\",\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1-1", "@SUM(A1)", "\tx", "\uFF1D1"})
    void whatASpreadsheetWouldCalculateIsMadeText(String text) {
        assertThat(CsvRow.of(text).text()).isEqualTo("'" + text + "\r\n");
    }

    @Test
    void aFormulaWithSeparatorsIsTextAndQuoted() {
        assertThat(CsvRow.of("=HYPERLINK(\"x\",\"y\")").text()).isEqualTo("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
    }

    @Test
    void numbersStayNumbers() {
        assertThat(CsvRow.of(new BigDecimal("-250.00"), new BigDecimal("1E+3")).text())
                .isEqualTo("-250.00,1000\r\n");
    }
}
