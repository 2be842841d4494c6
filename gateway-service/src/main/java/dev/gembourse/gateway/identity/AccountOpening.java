package dev.gembourse.gateway.identity;

import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.gateway.command.Answer;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.command.UnderWay;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.trace.Trace;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Opens the account of a user through the command path. The operation is derived from the user, so it does not matter how often and on
 * which gateway that is asked for; it is asked for again at each login until it is known to be open.
 */
@Component
class AccountOpening {

    private static final Logger LOG = LoggerFactory.getLogger(AccountOpening.class);

    /** No caller's idempotency keys are within it. */
    private static final String SCOPE = "registration of ";

    private static final String KEY = "account";

    private final Commands commands;
    private final Users users;
    private final IdentitySettings settings;
    private final Clock clock;

    AccountOpening(Commands commands, Users users, IdentitySettings settings, Clock clock) {
        this.commands = commands;
        this.users = users;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Opens the user's account unless it is open; waits for the outcome, but not long.
     *
     * @return whether it is open; else it will be, or is asked for again at the next login
     * @throws ProblemException USERNAME_TAKEN when an account of another user has the name; then there is no such user any more.
     *     OUTCOME_UNKNOWN or OVERLOADED when the command may not have got to Kafka
     */
    private boolean open(User user, Trace trace) {
        AccountId account = user.accountId();
        if (account == null || user.accountOpen()) {
            return account != null;
        }
        try (UnderWay command = commands.begin(command(user, account), trace, settings.accountWithin())) {
            Answer answer = commands.finish(command);
            if (answer.status() == HttpStatus.ACCEPTED) {
                return false;
            }
        } catch (ProblemException e) {
            if (e.code() == ProblemCode.USERNAME_TAKEN) {
                users.remove(user.id());
            }
            throw e;
        }
        users.accountOpened(user.id(), clock.instant());
        return true;
    }

    /** As {@link #open}, but whoever can log in may do so while Kafka is away: then it is asked for again next time. */
    boolean openIfPossible(User user, Trace trace) {
        try {
            return open(user, trace);
        } catch (ProblemException e) {
            if (e.code().isPassing()) {
                LOG.warn("the account of {} cannot be opened right now: {}", user, e.getMessage());
                return false;
            }
            throw e;
        }
    }

    private static Submission command(User user, AccountId account) {
        return Submission.of(new OpenAccount(
                OperationId.of(SCOPE + account, KEY),
                account,
                user.username(),
                null,
                user.createdAt().truncatedTo(ChronoUnit.MILLIS)));
    }
}
