package dev.gembourse.gateway.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What counts as one address: one of IPv4, or all 2^64 of IPv6 that one line of a provider gets at least.
 *
 * @param prefix the address, or the first 64 bits of it in hexadecimal
 */
public record Network(String prefix) {

    private static final int BYTES = 8;

    /** The network of an address in digits, as a connection shows it. What a proxy says instead may be any text, and is one by itself. */
    public static Network of(String address) {
        if (address.indexOf(':') < 0) {
            return new Network(address);
        }
        try {
            InetAddress literal = InetAddress.ofLiteral(address);
            return literal instanceof Inet6Address six
                    ? new Network(HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), BYTES)))
                    : new Network(literal.getHostAddress()); // one of IPv4, written as one of IPv6
        } catch (IllegalArgumentException e) {
            return new Network(address);
        }
    }
}
