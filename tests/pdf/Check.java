import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Holds PDF files against the standards for reading aloud (PDF/UA-1) and for the archive (PDF/A-3a and PDF/A-3u).
 *
 * <p>Run as a single file, with veraPDF's library on the class path: {@code java -cp ... Check.java FILE...} Says in words
 * what a file lacks, each kind once with its number of places; the exit code is 1 when a file lacks anything.
 */
public final class Check {
    private static final List<PDFAFlavour> STANDARDS = List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A);
    /** The one rule that PDF/A-3u words otherwise than PDF/A-3a: a file may say it is U or A, there it must say A. */
    private static final String ITS_LETTER = "6.6.4-3";
    /** Places of one kind that the library keeps; the first is shown, the rest counted. */
    private static final int PLACES = 100;

    /** What was found in one file: how many standards it meets, how many checks were made, and what it lacks. */
    private record Found(int met, long checks, List<String> lacks) {}

    public static void main(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        // The library keeps what it knows of a file per thread, so each file has one to itself.
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<Found>> waiting = new ArrayList<>();
        for (String file : files) {
            waiting.add(threads.submit(() -> look(new File(file))));
        }
        String archive = coversUnicode() ? "PDF/A-3a and with it PDF/A-3u" : "PDF/A-3a only";
        int met = 0;
        long checks = 0;
        for (Future<Found> one : waiting) {
            one.get().lacks().forEach(System.out::println);
            met += one.get().met();
            checks += one.get().checks();
        }
        threads.shutdown();
        int wanted = files.length * STANDARDS.size();
        System.out.printf("veraPDF: %d files meet %d of %d standards (PDF/UA-1; %s), %d checks%n",
                files.length, met, wanted, archive, checks);
        System.exit(wanted > 0 && met == wanted && coversUnicode() ? 0 : 1);
    }

    /**
     * Says whether a file that meets PDF/A-3a meets PDF/A-3u as well: each rule of the second is one of the first, or asks
     * less. Holding every file against both would take half as long again and could not find anything more.
     */
    private static boolean coversUnicode() {
        Set<String> asked = tests(PDFAFlavour.PDFA_3_A);
        return rules(PDFAFlavour.PDFA_3_U).stream()
                .allMatch(rule -> asked.contains(test(rule)) || id(rule.getRuleId()).equals(ITS_LETTER));
    }

    private static Set<Rule> rules(PDFAFlavour standard) {
        return Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(standard).getRules();
    }

    private static Set<String> tests(PDFAFlavour standard) {
        return rules(standard).stream().map(Check::test).collect(Collectors.toSet());
    }

    private static String test(Rule rule) {
        return id(rule.getRuleId()) + " " + rule.getObject() + ": " + rule.getTest();
    }

    private static String id(RuleId rule) {
        return rule.getClause() + "-" + rule.getTestNumber();
    }

    private static Found look(File file) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, STANDARDS.get(0));
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(STANDARDS, PLACES, false, true, false)) {
            parser.setFlavours(STANDARDS);
            List<ValidationResult> results = validator.validateAll(parser);
            if (results.size() != STANDARDS.size()) {
                throw new IOException("only " + results.size() + " of the standards were looked at");
            }
            List<String> lacks = new ArrayList<>();
            results.stream().filter(one -> !one.isCompliant()).forEach(one -> lacks.addAll(told(file, one)));
            int met = (int) results.stream().filter(ValidationResult::isCompliant).count();
            return new Found(met, results.stream().mapToLong(ValidationResult::getTotalAssertions).sum(), lacks);
        } catch (Exception cannot) { // whatever the library throws, the file has not been proven
            return new Found(0, 0, List.of(file + ": could not be checked: " + cannot));
        }
    }

    private static List<String> told(File file, ValidationResult result) {
        Map<String, TestAssertion> kinds = new TreeMap<>();
        Map<String, Integer> places = new TreeMap<>();
        for (TestAssertion one : result.getTestAssertions()) {
            String rule = id(one.getRuleId());
            kinds.putIfAbsent(rule, one);
            places.merge(rule, 1, Integer::sum);
        }
        List<String> said = new ArrayList<>();
        kinds.forEach((rule, one) -> said.add(String.format("%s: %s, rule %s, %d times: %s%n  %s%n  first at %s",
                file, result.getPDFAFlavour(), rule, places.get(rule),
                one.getMessage(), one.getErrorMessage(), one.getLocation().getContext())));
        return said;
    }
}
