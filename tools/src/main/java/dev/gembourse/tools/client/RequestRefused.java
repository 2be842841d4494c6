package dev.gembourse.tools.client;

/** The gateway turned the request down before it became an operation: it is malformed, or asks for what is not there. */
public final class RequestRefused extends RuntimeException {

    private final Reply reply;

    RequestRefused(String request, Reply reply) {
        super(request + " was refused with " + reply.statusInBody() + " " + reply.code() + ": " + reply.detail());
        this.reply = reply;
    }

    public Reply reply() {
        return reply;
    }
}
