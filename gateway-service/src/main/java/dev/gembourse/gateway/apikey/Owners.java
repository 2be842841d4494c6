package dev.gembourse.gateway.apikey;

import dev.gembourse.gateway.access.Caller;
import jakarta.servlet.http.HttpServletRequest;

/** The users who may have keys. */
public interface Owners {

    /** Sees to it that a caller is a user here: whom an OpenID provider knows may have come with this request for the first time. */
    void welcome(Caller caller, HttpServletRequest request);
}
