package dev.gembourse.gateway.identity;

import dev.gembourse.events.value.Username;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.access.Secret;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registers users and logs them in. */
@Tag(name = "Identity")
@RestController
@RequestMapping("/v1/auth")
class AuthController {

    record Registration(Username username, Password password) {}

    record Login(Username username, String password) {}

    record Refresh(Secret refreshToken) {}

    record PasswordChange(String password, Password newPassword) {}

    private final Sessions sessions;

    AuthController(Sessions sessions) {
        this.sessions = sessions;
    }

    @Operation(
            summary = "Register a user",
            description =
                    "Makes a player, opens their account and logs them in. The name is unique ignoring case; a password has 8 to 1,000 characters. The account is OPENING until settlement has told that it is open, which takes a moment.")
    @ApiResponse(responseCode = "201", description = "The user is registered and logged in.")
    @Access(Rule.OPEN)
    @PostMapping("/register")
    ResponseEntity<SessionView> register(@RequestBody Registration registration, HttpServletRequest request) {
        return secret(HttpStatus.CREATED, sessions.register(registration.username, registration.password, request));
    }

    @Operation(summary = "Log in", description = "Gives an access token and a refresh token.")
    @Access(Rule.OPEN)
    @PostMapping("/login")
    ResponseEntity<SessionView> login(@RequestBody Login login, HttpServletRequest request) {
        return secret(HttpStatus.OK, sessions.login(login.username, login.password, request));
    }

    @Operation(
            summary = "Refresh a login",
            description =
                    "A refresh token is good once and gives the next one. One that is sent a second time ends its login, since somebody has stolen it. An account that is OPENING is shown as OPEN by GET /v1/auth/me.")
    @Access(Rule.OPEN)
    @PostMapping("/refresh")
    ResponseEntity<SessionView> refresh(@RequestBody Refresh refresh, HttpServletRequest request) {
        return secret(HttpStatus.OK, sessions.refresh(refresh.refreshToken, request));
    }

    @Operation(
            summary = "Log out",
            description = "Ends the login of a refresh token. Access tokens of it are good until they expire.")
    @ApiResponse(responseCode = "204", description = "The token is good for nothing, whatever it was before.")
    @Access(Rule.OPEN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PostMapping("/logout")
    void logout(@RequestBody Refresh refresh, HttpServletRequest request) {
        sessions.logout(refresh.refreshToken, request);
    }

    @Operation(summary = "Change the password", description = "Ends all logins and begins a new one.")
    @Access(Rule.SESSION)
    @PostMapping("/password")
    ResponseEntity<SessionView> changePassword(@RequestBody PasswordChange change, HttpServletRequest request) {
        return secret(
                HttpStatus.OK,
                sessions.changePassword(Caller.of(request).userId(), change.password, change.newPassword, request));
    }

    @Operation(
            summary = "Show who the credentials are for",
            description =
                    "Opens the account if it is not open yet, as that of a user of an OpenID provider who comes for the first time.")
    @Access(Rule.PERSONAL)
    @GetMapping("/me")
    UserView me(HttpServletRequest request) {
        return sessions.me(Caller.of(request), request);
    }

    private static ResponseEntity<SessionView> secret(HttpStatus status, SessionView session) {
        return ResponseEntity.status(status).body(session);
    }
}
