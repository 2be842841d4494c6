package dev.gembourse.peer;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes what a gateway takes, looks at nothing, does nothing, and answers alike: what HTTP alone costs. */
@RestController
@Profile("empty")
class EmptyEndpoint {

    @PostMapping("/v1/accounts/{accountId}/trades")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void accept() {
        // Nothing is what is measured.
    }
}
