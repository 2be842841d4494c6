package dev.gembourse.gateway.token;

import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.audit.AuditKind;
import dev.gembourse.gateway.audit.AuditTrail;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows the keys with which access tokens can be verified, and lets new ones take over. */
@Tag(name = "Identity")
@RestController
class JwksController {

    private static final CacheControl A_WHILE =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final SigningKeys keys;
    private final AuditTrail audit;

    JwksController(SigningKeys keys, AuditTrail audit) {
        this.keys = keys;
        this.audit = audit;
    }

    @Operation(
            summary = "Show the keys that verify access tokens",
            description = "A JSON Web Key Set (RFC 7517). A new key is here 15 minutes before it signs.")
    @Access(Rule.OPEN)
    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<Map<String, Object>> signingKeys() {
        return ResponseEntity.ok().cacheControl(A_WHILE).body(keys.toPublish().toJSONObject(true));
    }

    @Operation(
            summary = "Let a new key take over",
            description =
                    "It signs as soon as everybody can know it, in 15 minutes. Tokens that were signed before stay good.")
    @ApiResponse(responseCode = "202", description = "The key is made and shown.")
    @Access(Rule.ADMINISTER)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/v1/auth/signing-keys")
    void rotateSigningKeys(HttpServletRequest request) {
        keys.rotate();
        audit.add(AuditKind.SIGNING_KEY_ROTATED, "signing keys", "", request);
    }
}
