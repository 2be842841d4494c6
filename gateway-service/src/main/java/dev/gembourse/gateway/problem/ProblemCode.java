package dev.gembourse.gateway.problem;

import org.springframework.http.HttpStatus;

/**
 * The catalogue of problems: the source of codes, of the pages that explain them, and of their documentation. Codes are
 * stable; the names of the refusals are those of the published language.
 */
public enum ProblemCode {
    INVALID_REQUEST(
            HttpStatus.BAD_REQUEST,
            "The request body is not as expected",
            "A member is missing, unknown, of another type or outside its limits. 'errors' points at it.",
            "Correct the member; the API documents say what each call takes."),
    MALFORMED_JSON(
            HttpStatus.BAD_REQUEST,
            "The request body is not well-formed JSON",
            "The body is not one JSON document in UTF-8, repeats a member, or is beyond the limits on nesting and numbers.",
            "Send one JSON object in UTF-8, nested at most 20 deep, each member once."),
    INVALID_PARAMETER(
            HttpStatus.BAD_REQUEST,
            "A path, query or header parameter is not as expected",
            "A parameter is missing, malformed or outside its range. 'errors' names it.",
            "Correct the parameter; the API documents say what each call takes."),
    IDEMPOTENCY_KEY_REQUIRED(
            HttpStatus.BAD_REQUEST,
            "The header Idempotency-Key is missing",
            "Every call that changes something needs a key chosen by the caller, so that a retry is the same operation.",
            "Choose a new key for each new intent, for example a UUID, and repeat it when you retry."),
    IDEMPOTENCY_KEY_INVALID(
            HttpStatus.BAD_REQUEST,
            "The header Idempotency-Key is not a key",
            "A key is 1 to 255 printable ASCII characters, bare or as a quoted structured string, and is given once.",
            "Send one key, for example a UUID."),
    UNAUTHENTICATED(
            HttpStatus.UNAUTHORIZED,
            "Credentials are needed",
            "This address is not for everybody, and the request has no header Authorization.",
            "Log in with POST /v1/auth/login and send the access token, or send an API key."),
    BAD_CREDENTIALS(
            HttpStatus.UNAUTHORIZED,
            "The credentials are not good",
            "The access token or API key is malformed, unknown, revoked or expired.",
            "Get a new access token with POST /v1/auth/refresh or /v1/auth/login, or use another API key."),
    LOGIN_FAILED(
            HttpStatus.UNAUTHORIZED,
            "The username or the password is wrong",
            "No user has this name and this password.",
            "Check both. The name may be written in upper or lower case, the password may not."),
    LOGIN_ELSEWHERE(
            HttpStatus.FORBIDDEN,
            "Users log in elsewhere",
            "This installation leaves users and passwords to an OpenID provider.",
            "Get an access token from the provider, send it, and GET /v1/auth/me to have your account opened."),
    FORBIDDEN(
            HttpStatus.FORBIDDEN,
            "The credentials do not allow this",
            "The user's role, or the scopes of the API key, are not enough for this address.",
            "Use credentials that are, or ask an admin for the role."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is nothing here",
            "No resource has this address, or it is somebody else's.",
            "Check the address; /docs lists all that there are."),
    ACCOUNT_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is no such account",
            "No account has this id or name.",
            "Check the id. A new account can be used as soon as its operation is SETTLED."),
    ASSET_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is no such asset",
            "No asset has this symbol.",
            "GET /v1/assets lists the symbols."),
    UNIT_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is no such unit",
            "No currency or virtual unit has this code. Assets are no units: they are held as positions.",
            "GET /v1/units lists the codes."),
    POSITION_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "The account never held this asset",
            "There is no position in this asset.",
            "GET the account's positions for what it holds."),
    OPERATION_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is no such operation",
            "No operation with this id was ever accepted.",
            "Use the Location that came with the 202 answer."),
    USER_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such user", "No user has this id.", "GET /v1/users lists them."),
    API_KEY_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is no such API key",
            "You have no API key with this id.",
            "GET /v1/api-keys lists yours."),
    PARTNER_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is no such partner",
            "No partner has this name, or it was disabled and gets no more permissions.",
            "Ask an operator for the partner's name; GET /v1/partners lists them."),
    ORDER_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is no such order",
            "The account has no order with this id.",
            "GET /v1/accounts/{accountId}/orders lists them."),
    BOOK_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "The asset has no order book",
            "It is traded with the house, at its price.",
            "GET /v1/assets/{symbol} shows 'book' for an asset that has one."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "The resource does not have this method",
            "The address exists but is not used with this HTTP method.",
            "The header Allow lists the methods."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "The resource cannot be had in this form",
            "The header Accept leaves out every form that the resource has.",
            "Accept application/json."),
    REQUEST_TIMEOUT(
            HttpStatus.REQUEST_TIMEOUT,
            "The request took too long to arrive",
            "A body has to be there within 10 seconds. The request changed nothing.",
            "Send the body at once."),
    CONTENT_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The request body is too large",
            "A body may have 64 KiB, a batch of trades 1 MiB.",
            "Send less at a time."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The request body has another media type than expected",
            "Bodies are application/json in UTF-8, not compressed.",
            "Set Content-Type: application/json."),
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The idempotency key was used for something else",
            "An operation with this key and other content was accepted before. Its outcome is unchanged; this request did"
                    + " nothing.",
            "Use a new key for a new intent."),
    ACCOUNT_EXISTS(
            HttpStatus.CONFLICT,
            "The account exists already",
            "An account with this id was opened before.",
            "Use the account, or open another with a new idempotency key."),
    USERNAME_TAKEN(
            HttpStatus.CONFLICT,
            "The username is taken",
            "Another account has this name; upper and lower case make no difference.",
            "Choose another name and a new idempotency key."),
    SYMBOL_TAKEN(
            HttpStatus.CONFLICT,
            "The symbol is taken",
            "An asset or a unit has this symbol.",
            "Choose another symbol and a new idempotency key."),
    UNIT_TAKEN(
            HttpStatus.CONFLICT,
            "The code is taken",
            "A unit or an asset has this code.",
            "Choose another code and a new idempotency key."),
    ASSET_HELD(
            HttpStatus.CONFLICT,
            "Somebody holds the asset",
            "It cannot be retired yet: buys are refused from now on, and holders can sell.",
            "Retire it again, with a new idempotency key, when everybody has sold."),
    TOO_MANY_API_KEYS(
            HttpStatus.CONFLICT,
            "You have too many API keys",
            "A user may have 100 keys that are good.",
            "Revoke one that you no longer need."),
    PARTNER_EXISTS(
            HttpStatus.CONFLICT,
            "The name is a partner's already",
            "Names of partners are never given again, also not that of a disabled one.",
            "Choose another name."),
    SOURCE_TAKEN(
            HttpStatus.CONFLICT,
            "The source is another partner's",
            "Sources of partners are never given again, also not that of a disabled one.",
            "Choose another source."),
    ORDER_ENDED(
            HttpStatus.CONFLICT,
            "The order has ended",
            "It was filled, cancelled or rejected: there is nothing to cancel or to change.",
            "GET the order to see what became of it."),
    CLIENT_ORDER_ID_TAKEN(
            HttpStatus.CONFLICT,
            "The account has an order of this name",
            "A clientOrderId is unique in its account for ever, also after the order has ended.",
            "Choose another name and a new idempotency key."),
    ORDER_CHANGED(
            HttpStatus.PRECONDITION_FAILED,
            "The order has changed",
            "If-Match names a version of the order that it no longer has: it was filled, triggered or replaced meanwhile.",
            "Read the order again, decide again, and name its new version, with a new idempotency key."),
    VERSION_REQUIRED(
            HttpStatus.PRECONDITION_REQUIRED,
            "The version is missing",
            "An order is replaced as its owner has seen it, so that nothing that has happened meanwhile is overlooked.",
            "Send the ETag of the order as If-Match. The request changed nothing, and its idempotency key is free."),
    ORDER_CHANGING(
            HttpStatus.CONFLICT,
            "Another change of the order is under way",
            "Its book has not answered yet to the last wish to replace or cancel it.",
            "Wait until the order is no longer PENDING_REPLACE or PENDING_CANCEL, then ask with a new idempotency key."),
    EXPIRY_PASSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The date is over",
            "The order was to wait until a time that has passed.",
            "Name a later expiresAt, or none, with a new idempotency key."),
    REPLACEMENT_INVALID(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The order cannot become that",
            "The prices must be those of its type, and the quantity more than what is filled.",
            "Correct the replacement and send it with a new idempotency key, or cancel the order."),
    ORDER_INVALID(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The order's members do not fit together",
            "Each type needs its own prices, and not every type may wait. LIMIT takes limitPrice; BAND lowerPrice and upperPrice; STOP stopPrice; STOP_LIMIT and OCO both stopPrice and limitPrice; TRAILING_STOP trailAmount or trailPercent; MARKET none. MARKET never waits (IOC or FOK), and those with a stop always do (GTC, DAY, GTD). Quantities and prices are greater than 0.",
            "Correct what 'errors' points at. The request changed nothing, and its idempotency key is free."),
    NO_ORDER_BOOK(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The asset has no order book",
            "It is traded with the house, at its price.",
            "POST to /v1/accounts/{accountId}/trades instead."),
    ORDERS_ONLY(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The asset is traded by orders",
            "It has an order book, and the house does not trade beside it.",
            "POST to /v1/accounts/{accountId}/orders instead."),
    ORDER_TOO_LARGE(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The order is larger than a book can count",
            "Its price, its quantity, or both multiplied exceed 90 billion.",
            "Ask for less, with a new idempotency key."),
    GIFT_TO_ONESELF(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The gift is to its own sender",
            "A gift goes from one account to another.",
            "Name another account in 'to'."),
    NOTHING_TO_REVERSE(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The operation was refused",
            "Nothing moved by it that could be taken back.",
            "GET /v1/operations/{operationId} tells what became of an operation."),
    NOT_REVERSIBLE(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Operations of this kind are never taken back",
            "Deposits, withdrawals and trades can be taken back. Openings of accounts, gifts, orders and their fills, changes of assets, trades of partners and reversals stay.",
            "Move the money by an operation of its own."),
    ALREADY_REVERSED(
            HttpStatus.CONFLICT,
            "The operation was taken back before",
            "An operation is taken back once. Its view names the operation by which it was.",
            "Nothing needs to be done."),
    UNKNOWN_CURRENCY(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "There is no such currency",
            "No currency or virtual unit has this code.",
            "GET /v1/units lists the codes."),
    UNKNOWN_UNIT(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "There is no such unit",
            "The request names a code that no currency or virtual unit has.",
            "GET /v1/units lists the codes."),
    UNIT_CLOSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The unit is closed",
            "No more of it comes in: no deposits, top-ups and bonuses. What is there can be withdrawn, spent and traded with.",
            "Use another unit, with a new idempotency key."),
    UNKNOWN_SYMBOL(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "There is no such asset",
            "The request names a symbol that no asset has.",
            "GET /v1/assets lists the symbols."),
    NO_POSITION(
            HttpStatus.CONFLICT,
            "There is no position to close",
            "The account holds nothing of the asset, be it that another request has closed the position before.",
            "GET /v1/accounts/{accountId}/positions lists what is held."),
    MARKET_HALTED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Trading in the asset is halted",
            "It can be neither bought nor sold for now.",
            "Try again later, with a new idempotency key."),
    ASSET_RETIRED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The asset is being or has been retired",
            "It can be sold, but neither bought nor changed.",
            "Choose another asset."),
    PRICE_STALE(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The price is too old",
            "Nobody has told a price of the asset for longer than the asset allows, so nobody can trade at it.",
            "Try again, with a new idempotency key, when GET /v1/assets/{symbol} shows a newer priceAt."),
    TICK_FROM_FUTURE(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The tick is from the future",
            "Its time is more than a minute ahead of our clock.",
            "Set the clock of the source, or leave the time out."),
    TICK_TOO_OLD(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The tick is too old",
            "Its source has told of prices that are more than a minute newer. Nothing was changed.",
            "Tell ticks in the order of their times, or as another source."),
    CANDLES_CONFLICT(
            HttpStatus.CONFLICT,
            "Other candles of these times are there",
            "Candles were imported for these times before, and at least one of them differs. Nothing was imported.",
            "Leave out the candles that are there, or correct the file."),
    AMOUNT_SCALE_EXCEEDED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The amount has more decimals than its currency or unit",
            "Each has a fixed number of decimals, its scale, as GET /v1/units tells.",
            "Round the amount to the decimals of the currency or unit."),
    QUANTITY_SCALE_EXCEEDED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The quantity has more decimals than the asset allows",
            "Each asset has its own number of decimals, its 'scale'.",
            "Round the quantity to the scale of the asset."),
    QUANTITY_ROUNDS_TO_ZERO(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The notional buys less than the smallest quantity",
            "At the current price the notional does not reach the smallest quantity of the asset.",
            "Raise the notional."),
    NOTIONAL_ROUNDS_TO_ZERO(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The trade is worth less than the smallest amount",
            "Price times quantity is less than half of the currency's smallest amount.",
            "Raise the quantity."),
    NOTIONAL_TOO_LARGE(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The trade is worth more than can be booked",
            "Price times quantity has more than 20 digits before the decimal point.",
            "Lower the quantity."),
    SHORTING_NOT_PERMITTED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The account may not sell short",
            "It is not permitted to sell what it does not hold.",
            "Ask an admin for the permission."),
    POSITION_IS_LONG(
            HttpStatus.CONFLICT,
            "The asset is held",
            "Only what is not held can be sold short.",
            "Sell what is held first."),
    POSITION_IS_SHORT(
            HttpStatus.CONFLICT,
            "The asset is owed",
            "What is owed can be bought back, up to what is owed, and nothing else; it cannot be sold, and no older trade of it taken back.",
            "Close the position, or buy at most what is owed of it."),
    INSUFFICIENT_CASH(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The account has too little available cash",
            "What was asked for costs more than the account has available in that currency or unit.",
            "Deposit money or ask for less, with a new idempotency key: this one stays refused."),
    INSUFFICIENT_POSITION(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The account holds too little of the asset",
            "More was to be sold than the account holds.",
            "Sell at most what is held, with a new idempotency key."),
    BALANCE_TOO_LARGE(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The balance would become too large",
            "The account's balance would exceed what the ledger can keep.",
            "Ask for less."),
    QUARANTINED(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "The command could not be processed",
            "The command was accepted but could not be read or processed. It was set aside and nothing moved.",
            "Tell the operators the operation's id; repeating it will not help."),
    TOO_MANY_REQUESTS(
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many requests",
            "More requests came from this user or address than it may send. The request changed nothing.",
            "Retry after the time in Retry-After; the header RateLimit-Policy says how much is allowed."),
    INTERNAL_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Something went wrong on our side",
            "A fault that nobody foresaw. The operators find it by the trace id.",
            "Retry a command with the same idempotency key: it happens at most once."),
    OUTCOME_UNKNOWN(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Whether the command was accepted is not known",
            "The log of commands did not acknowledge it in time. It may or may not take effect.",
            "Retry with the same idempotency key: it happens at most once."),
    SERVICE_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "A part of the system does not answer",
            "What is needed for this answer cannot be reached right now. The request changed nothing.",
            "Retry after the time in Retry-After."),
    NOT_YET_APPLIED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The position has not been reached yet",
            "The answer would be older than asked for, or it cannot be told yet.",
            "Retry after the time in Retry-After."),
    OVERLOADED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Too many requests are under way",
            "The gateway takes no more commands until those under way are acknowledged. The request changed nothing.",
            "Retry after the time in Retry-After, with the same idempotency key.");

    private final HttpStatus status;
    private final String title;
    private final String explanation;
    private final String remedy;

    ProblemCode(HttpStatus status, String title, String explanation, String remedy) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
        this.remedy = remedy;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String explanation() {
        return explanation;
    }

    /** What the caller can do about it. */
    public String remedy() {
        return remedy;
    }

    /** The address of the page that explains it, relative to the gateway. */
    public String page() {
        return "/problems/" + name();
    }

    /** Whether the same request may succeed later. */
    public boolean isPassing() {
        return status == HttpStatus.SERVICE_UNAVAILABLE;
    }
}
