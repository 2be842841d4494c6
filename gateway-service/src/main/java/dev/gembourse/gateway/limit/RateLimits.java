package dev.gembourse.gateway.limit;

import dev.gembourse.gateway.problem.ProblemException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How much everybody may ask for. */
@Component
public class RateLimits {

    /** What is left to somebody, as headers. */
    public record Allowance(String policy, String left) {}

    private final RateLimit<String> addresses;
    private final RateLimit<UUID> users;
    private final RateLimit<UUID> admins;
    private final String addressPolicy;
    private final String userPolicy;
    private final String adminPolicy;

    public RateLimits(RateLimitSettings settings) {
        this.addresses = new RateLimit<>("address", settings.perAddress(), settings.window());
        this.users = new RateLimit<>("user", settings.perUser(), settings.window());
        this.admins = new RateLimit<>("admin", settings.perAdmin(), settings.window());
        this.addressPolicy = addresses.policy();
        this.userPolicy = users.policy();
        this.adminPolicy = admins.policy();
    }

    /**
     * Counts bad credentials.
     *
     * @throws ProblemException TOO_MANY_REQUESTS
     */
    public void countBadCredentials(String address) {
        addresses.take(address);
    }

    /**
     * Lets nobody make us look at unknown credentials for ever: to check a signature is work.
     *
     * @throws ProblemException TOO_MANY_REQUESTS
     */
    public void requireOneLeft(String address) {
        addresses.requireOneLeft(address);
    }

    public Allowance ofAddress(String address) {
        return new Allowance(addressPolicy, addresses.header(addresses.take(address)));
    }

    public Allowance ofUser(UUID user) {
        return new Allowance(userPolicy, users.header(users.take(user)));
    }

    public Allowance ofAdmin(UUID user) {
        return new Allowance(adminPolicy, admins.header(admins.take(user)));
    }
}
