/** What users and admins did about users and keys, for good: {@link dev.gembourse.gateway.audit.AuditTrail}. */
@NullMarked
package dev.gembourse.gateway.audit;

import org.jspecify.annotations.NullMarked;
