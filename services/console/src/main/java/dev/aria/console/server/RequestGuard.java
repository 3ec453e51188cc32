package dev.aria.console.server;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.Set;

/**
 * Who may see and change what. Nothing is changed without the token. On this machine alone anybody
 * may look, under a name of this machine: a page of another site that points a name of its own here
 * is refused. From other machines nothing is shown without the token.
 */
final class RequestGuard {
  private static final String HEADER = "X-Aria-Token";
  private static final String COOKIE = "aria-console";
  private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private final AccessToken token;
  private final boolean local;

  RequestGuard(AccessToken token, boolean local) {
    this.token = token;
    this.local = local;
  }

  /** Whether the request carries the token itself, which other sites' pages cannot make it do. */
  boolean mayOrder(Context request) {
    return token.is(request.header(HEADER));
  }

  /**
   * Lets only those through that may change something.
   *
   * @throws ForbiddenResponse for all others
   */
  void checkOrder(Context request) {
    if (!mayOrder(request)) {
      throw new ForbiddenResponse(
          "without the token nothing is changed; open the address that the program printed");
    }
  }

  /**
   * Lets only those through that may look.
   *
   * @throws ForbiddenResponse for all others
   */
  void checkLook(Context request) {
    if (local
        ? !isOwnName(request)
        : !(mayOrder(request) || token.is(request.cookie(cookie(request))))) {
      throw new ForbiddenResponse(
          "open the address that the program printed: it names this machine and holds the token");
    }
  }

  private static boolean isOwnName(Context request) {
    String host = request.header("Host");
    return host != null && OWN_NAMES.contains(host.replaceFirst(":\\d+$", ""));
  }

  /** Remembers the token in a cookie that no script can read, for what cannot send a header. */
  void remember(Context request) {
    checkOrder(request);
    request.header(
        "Set-Cookie",
        "%s=%s; Path=/; HttpOnly; SameSite=Strict".formatted(cookie(request), token.secret()));
  }

  /** Cookies know no ports, and a machine may serve several consoles. */
  private static String cookie(Context request) {
    return COOKIE + "-" + request.req().getLocalPort();
  }
}
