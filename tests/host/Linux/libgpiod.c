// A stand-in for libgpiod 1.6, for tests: the functions that System.Device.Gpio's LibGpiodDriver calls, over lines in memory. It behaves as the kernel's character device does by
// libgpiod's documentation (gpiod.h 1.6.3) and drivers/gpio/gpiolib-cdev.c: a line that another one holds is EBUSY, reading a line that was not requested EPERM, and edges that
// come faster than they are read are lost.
//
// Environment: GPIO_STAND_IN names a file of lines, as a test process maps it; without it the lines are this process's own. GPIO_STAND_IN_DENIED=1: opening is EACCES.
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define LINES 54
#define CHIP 0

enum { AS_IS = 1, DISABLED = 2, PULL_UP = 3, PULL_DOWN = 4 };
enum { INPUT = 1, OUTPUT = 2 };
enum { FREE, REQUESTED, EVENTS, FOREIGN };

// The test writes `external` and `holder`; everything is 4 bytes, so that it is read and written whole.
struct gpiod_line
{
    volatile int external; // what is wired to the line: 0, 1, or -1 for nothing
    volatile int holder;
    volatile int direction;
    volatile int driven;
    volatile int bias;
    volatile int told;
    volatile int outputs; // how often the line became an output, and the level that it began with
    volatile int began;
};

struct gpiod_chip
{
    int number;
};

static struct gpiod_line own[LINES];
static struct gpiod_line *lines;
static struct gpiod_chip chip = { CHIP };

static void begin(void)
{
    const char *file = getenv("GPIO_STAND_IN");
    if (lines)
        return;
    lines = own;
    if (file)
    {
        int fd = open(file, O_RDWR);
        void *mapped = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof own, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (mapped != MAP_FAILED)
            lines = mapped;
        if (fd >= 0)
            close(fd);
    }
    for (int i = 0; i < LINES; i++)
        if (!lines[i].direction)
        {
            lines[i].direction = INPUT;
            lines[i].bias = AS_IS;
            if (!file)
                lines[i].external = -1;
        }
}

// The functions that a test calls to read and move lines when the library is loaded into its own process.
struct gpiod_line *stand_in_line(int offset)
{
    begin();
    return &lines[offset];
}

static int level(const struct gpiod_line *line)
{
    if (line->direction == OUTPUT)
        return line->driven;
    return line->external >= 0 ? line->external : line->bias == PULL_UP;
}

static int fail(int error)
{
    errno = error;
    return -1;
}

static int request(struct gpiod_line *line, int holder, int direction, int bias)
{
    if (line->holder != FREE)
        return fail(EBUSY);
    line->holder = holder;
    line->direction = direction;
    if (bias)
        line->bias = bias;
    line->told = level(line);
    return 0;
}

const char *gpiod_version_string(void) { return "1.6.3"; }
const char *gpiod_chip_name(struct gpiod_chip *c) { (void)c; return "gpiochip0"; }
const char *gpiod_chip_label(struct gpiod_chip *c) { (void)c; return "stand-in"; }
int gpiod_chip_num_lines(struct gpiod_chip *c) { (void)c; return LINES; }
void gpiod_chip_close(struct gpiod_chip *c) { (void)c; }

struct gpiod_chip *gpiod_chip_open_by_number(int number)
{
    const char *denied = getenv("GPIO_STAND_IN_DENIED");
    begin();
    errno = number != CHIP ? ENOENT : denied ? EACCES : 0;
    return errno ? NULL : &chip;
}

struct gpiod_line *gpiod_chip_get_line(struct gpiod_chip *c, int offset)
{
    (void)c;
    if (offset >= 0 && offset < LINES)
        return &lines[offset];
    errno = EINVAL;
    return NULL;
}

int gpiod_line_direction(struct gpiod_line *line) { return line->direction; }
int gpiod_line_bias(struct gpiod_line *line) { return line->bias; }
bool gpiod_line_is_free(struct gpiod_line *line) { return line->holder == FREE; }

void gpiod_line_release(struct gpiod_line *line)
{
    if (line->holder == REQUESTED || line->holder == EVENTS)
        line->holder = FREE;
}

int gpiod_line_request_input(struct gpiod_line *line, const char *consumer)
{
    (void)consumer;
    return request(line, REQUESTED, INPUT, 0);
}

int gpiod_line_request_input_flags(struct gpiod_line *line, const char *consumer, int flags)
{
    (void)consumer;
    return request(line, REQUESTED, INPUT, flags & 32 ? PULL_UP : flags & 16 ? PULL_DOWN : flags & 8 ? DISABLED : 0);
}

int gpiod_line_request_output(struct gpiod_line *line, const char *consumer, int value)
{
    (void)consumer;
    if (request(line, REQUESTED, OUTPUT, 0))
        return -1;
    line->driven = value != 0;
    line->began = line->driven;
    line->outputs++;
    return 0;
}

int gpiod_line_set_value(struct gpiod_line *line, int value)
{
    if (line->holder != REQUESTED || line->direction != OUTPUT)
        return fail(EPERM);
    line->driven = value != 0;
    return 0;
}

int gpiod_line_get_value(struct gpiod_line *line)
{
    return line->holder == REQUESTED || line->holder == EVENTS ? level(line) : fail(EPERM);
}

int gpiod_line_request_both_edges_events(struct gpiod_line *line, const char *consumer)
{
    (void)consumer;
    return request(line, EVENTS, INPUT, 0);
}

// 0 after the time, 1 for an edge. It looks each millisecond: what changes and changes back in between is lost.
int gpiod_line_event_wait(struct gpiod_line *line, const struct timespec *timeout)
{
    const struct timespec step = { 0, 1000000 };
    long left = timeout->tv_sec * 1000 + timeout->tv_nsec / 1000000;
    while (level(line) == line->told && left-- > 0)
        nanosleep(&step, NULL);
    return level(line) != line->told;
}

struct gpiod_line_event
{
    struct timespec ts;
    int event_type;
};

int gpiod_line_event_read(struct gpiod_line *line, struct gpiod_line_event *event)
{
    line->told = level(line);
    clock_gettime(CLOCK_MONOTONIC, &event->ts);
    event->event_type = line->told ? 1 : 2;
    return 0;
}

// Lists of chips.
void *gpiod_chip_iter_new(void)
{
    int *next = malloc(sizeof *next);
    *next = 0;
    return next;
}

struct gpiod_chip *gpiod_chip_iter_next_noclose(int *next) { return (*next)++ ? NULL : &chip; }
void gpiod_chip_iter_free_noclose(int *next) { free(next); }
