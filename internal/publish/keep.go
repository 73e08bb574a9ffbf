package publish

import (
	"context"
	"errors"
	"fmt"
)

// What a publish meets of another one to the same target that the lock of this
// machine could not keep out.
var (
	errMeanwhile = final(tellingError{errors.New("another publish to this target went on meanwhile; nothing was published, publish again")})
	errOvertaken = final(tellingError{errors.New("another publish to this target went on at the same time, and what is there now may be of both; publish again")})
)

// saveAgain keeps the list at the target, in several attempts.
func (r *run) saveAgain(ctx context.Context) error {
	if err := r.retry(ctx, 0, r.save); err != nil {
		return fmt.Errorf("keeping %s: %w", recordName, err)
	}
	return nil
}

// save keeps the list at the target. Where another publish has kept its own since
// the last time, nothing may be forgotten: the list then names what both have put
// there, so that a later publish removes what no site has, and this one ends. If
// it has not begun to send yet, it ends without that.
func (r *run) save(ctx context.Context) error {
	others, err := r.othersList(ctx)
	switch {
	case err != nil:
		return err
	case others != nil && !r.kept:
		return errMeanwhile
	case others != nil:
		r.overtaken, r.commit = true, "" // what stands there is of no commit
		r.published.join(others)
	}
	list, err := r.published.format(r.commit)
	if err != nil {
		return final(err)
	}
	r.known[sumOf(list)] = true // also if the answer gets lost
	if err := r.target.Save(ctx, list); err != nil {
		return err
	}
	r.kept, r.unsaved = true, 0
	if r.overtaken {
		return errOvertaken
	}
	return nil
}

// othersList returns the list at the target where another publish has kept it
// there, else nil. A list that cannot be read names nothing.
func (r *run) othersList(ctx context.Context) (record, error) {
	list, err := r.target.Load(ctx)
	if err != nil || r.known[sumOf(list)] {
		return nil, err
	}
	if others, _, err := parseRecord(list); err == nil {
		return others, nil
	}
	return record{}, nil
}

// orOvertaken returns why a plan is refused: what stands in its way may be what
// another publish has just brought.
func (r *run) orOvertaken(ctx context.Context, refused error) error {
	if others, err := r.othersList(ctx); err == nil && others != nil {
		return fmt.Errorf("publishing to %v: %w", r.target, errMeanwhile)
	}
	return refused
}
