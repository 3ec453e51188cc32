package dev.aria.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Relative links of every Markdown file lead somewhere: to a file, and to a heading in it. */
final class LinksTest {
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
  private static final Pattern LINK =
      Pattern.compile("!?\\[[^\\]]*\\]\\(\\s*<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\s*\\)");
  private static final Pattern REFERENCE = Pattern.compile("(?m)^\\s{0,3}\\[[^\\]]+\\]:\\s+(\\S+)");
  private static final Pattern ELSEWHERE = Pattern.compile("^(?:[a-z][a-z0-9+.-]*:|//).*");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}\\s+(.+?)\\s*#*\\s*$");
  private static final Pattern ANCHOR = Pattern.compile("<a\\s+(?:id|name)=\"([^\"]+)\"");

  private final SourceTree tree = SourceTree.here();

  @Test
  void relativeLinks_ofEveryPage_leadSomewhere() {
    List<String> broken = new ArrayList<>();
    List<Path> pages = tree.files(".md");

    for (Path page : pages) {
      String text = CODE.matcher(SourceTree.text(page)).replaceAll("");
      for (Pattern kind : List.of(LINK, REFERENCE)) {
        kind.matcher(text).results().forEach(found -> check(page, found.group(1), broken));
      }
    }

    assertThat(pages).hasSizeGreaterThan(5);
    assertThat(broken).isEmpty();
  }

  private void check(Path page, String link, List<String> broken) {
    if (ELSEWHERE.matcher(link).matches()) {
      return;
    }
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    if (!target.startsWith(tree.root()) || !Files.exists(target)) {
      broken.add("%s: %s: no such file".formatted(tree.name(page), link));
    } else if (parts.length == 2
        && target.toString().endsWith(".md")
        && !anchors(target).contains(parts[1])) {
      broken.add("%s: %s: no such heading".formatted(tree.name(page), link));
    }
  }

  /** As GitHub makes them of headings. */
  private static Set<String> anchors(Path page) {
    String whole = SourceTree.text(page);
    Set<String> anchors = new HashSet<>();
    ANCHOR.matcher(whole).results().forEach(found -> anchors.add(found.group(1)));
    Map<String, Integer> seen = new HashMap<>();
    HEADING
        .matcher(Pattern.compile("(?s)```.*?```").matcher(whole).replaceAll(""))
        .results()
        .map(found -> slug(found.group(1)))
        .forEach(
            slug -> {
              int before = seen.merge(slug, 1, Integer::sum) - 1;
              anchors.add(before == 0 ? slug : slug + "-" + before);
            });
    return anchors;
  }

  private static String slug(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
        .replace(' ', '-');
  }
}
