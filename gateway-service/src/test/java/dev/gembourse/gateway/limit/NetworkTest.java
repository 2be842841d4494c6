package dev.gembourse.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            127.0.0.1,        127.0.0.1,                    true
            127.0.0.1,        127.0.0.2,                    false
            2001:db8::1,      2001:db8:0:0:ffff:1:2:3,      true
            2001:db8::1,      2001:db8:0:1::1,              false
            2001:db8:0:1::1,  2001:0db8:0:1::1,             true
            ::ffff:127.0.0.1, 127.0.0.1,                    true
            0:0:0:0:0:0:0:1,  ::1,                          true
            192.0.2.1:5678,   192.0.2.1:5679,               false
            x:y,              x:y,                          true
            """)
    void addressesOfOneNetworkCountTogether(String one, String other, boolean same) {
        assertThat(Network.of(one).equals(Network.of(other))).isEqualTo(same);
    }
}
