package dev.gembourse.gateway.limit;

import dev.gembourse.gateway.problem.ProblemException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How much everybody may ask for. */
@Component
public class RateLimits {

    /** What is left to somebody, as headers. */
    public record Allowance(String policy, String left) {}

    private final RateLimit<Network> addresses;
    private final RateLimit<Network> strangers;
    private final RateLimit<UUID> users;
    private final RateLimit<UUID> admins;
    private final String addressPolicy;
    private final String userPolicy;
    private final String adminPolicy;

    public RateLimits(RateLimitSettings settings) {
        this.addresses = new RateLimit<>("address", settings.perAddress(), settings.window());
        this.strangers = new RateLimit<>("credentials", settings.perAddress(), settings.window());
        this.users = new RateLimit<>("user", settings.perUser(), settings.window());
        this.admins = new RateLimit<>("admin", settings.perAdmin(), settings.window());
        this.addressPolicy = addresses.policy();
        this.userPolicy = users.policy();
        this.adminPolicy = admins.policy();
    }

    /**
     * Counts bad credentials, apart from requests without any: a busy address keeps nobody out who has good ones.
     *
     * @throws ProblemException TOO_MANY_REQUESTS
     */
    public void countBadCredentials(String address) {
        strangers.take(Network.of(address));
    }

    /**
     * Lets nobody make us look at unknown credentials for ever: to check a signature is work.
     *
     * @throws ProblemException TOO_MANY_REQUESTS
     */
    public void requireOneLeft(String address) {
        strangers.requireOneLeft(Network.of(address));
    }

    public Allowance ofAddress(String address) {
        return new Allowance(addressPolicy, addresses.header(addresses.take(Network.of(address))));
    }

    public Allowance ofUser(UUID user) {
        return new Allowance(userPolicy, users.header(users.take(user)));
    }

    public Allowance ofAdmin(UUID user) {
        return new Allowance(adminPolicy, admins.header(admins.take(user)));
    }
}
